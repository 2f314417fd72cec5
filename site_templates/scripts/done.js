// Ticks of "done", kept in this browser only: one store serves all file:// pages, hence the prefix.
(() => {
  const list = document.querySelector("[data-done-list]");
  if (!list) return;
  const prefix = `audit:${list.dataset.doneList}:done:`;
  let store = null;
  try { store = window.localStorage; store.getItem(prefix); } catch { return; }
  for (const box of list.querySelectorAll("[data-done]")) {
    const key = prefix + box.dataset.done;
    const card = box.closest(".card, .line");
    box.closest("label").hidden = false;
    box.checked = store.getItem(key) === "1";
    card.classList.toggle("is-done", box.checked);
    box.addEventListener("change", () => {
      box.checked ? store.setItem(key, "1") : store.removeItem(key);
      card.classList.toggle("is-done", box.checked);
    });
  }
})();
