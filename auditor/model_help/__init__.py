"""Help from a language model that the user has named, and from no other: off unless `[rewrite] llm_url` is set.

In: an address, a model's name, a task. Out: its words, trusted by nobody (`rewrite.outsider` judges them). The only room that knows openai.
"""

from auditor.model_help.endpoint import FATAL, Endpoint, NoAnswer, endpoint
from auditor.model_help.task import Message, Task, messages, read_answer

__all__ = ["FATAL", "Endpoint", "Message", "NoAnswer", "Task", "endpoint", "messages", "read_answer"]
