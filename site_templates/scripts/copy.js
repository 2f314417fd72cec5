// A button beside each text that is there to be copied. Where the browser keeps its clipboard shut, the text is selected instead.
(() => {
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      try { await navigator.clipboard.writeText(text.textContent); button.textContent = text.dataset.copied; } catch { /* it is selected */ }
    });
    text.after(button);
  }
})();
