"""What is read from this computer needs nothing of what reads the network."""

import subprocess
import sys


def test_reading_a_folder_imports_neither_the_writer_of_archives_nor_a_client() -> None:
    read = "import sys, auditor.crawl, auditor.crawl.files, auditor.crawl.warc"
    told = f"{read}; print(sorted({{'warcio', 'fsspec', 'requests'}} & {{*sys.modules}}))"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "[]\n"
