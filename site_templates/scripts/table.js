// Sort and filter the table of pages; the state lives in the address, so that a filtered list can be shared.
(() => {
  const table = document.getElementById("table"), body = table.tBodies[0], rows = [...body.rows];
  const q = document.getElementById("q"), band = document.getElementById("band"), shown = document.getElementById("shown");
  const heads = [...table.tHead.rows[0].cells];
  const state = { q: "", band: "", sort: "", down: "" };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, plain(row.cells[0].textContent + " " + row.cells[4].textContent)]));
  const order = new Map(rows.map((row, n) => [row, n]));
  document.getElementById("filters").hidden = false;

  const read = () => {
    const given = new URLSearchParams(location.hash.replace(/^#\??/, ""));
    for (const name of Object.keys(state)) state[name] = given.get(name) || "";
    q.value = state.q;
    band.value = state.band;
  };
  const write = () => {
    const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(null, "", "#?" + kept);
  };
  const value = (row, n) => {
    const cell = row.cells[n];
    return cell.dataset.value === undefined ? plain(cell.textContent) : Number(cell.dataset.value);
  };
  const sorted = () => {
    const n = Number(state.sort), sign = state.down ? -1 : 1;
    if (state.sort === "" || !heads[n]) return [...rows].sort((a, b) => order.get(a) - order.get(b));
    return [...rows].sort((a, b) => {
      const x = value(a, n), y = value(b, n);
      return sign * (typeof x === "number" ? x - y : x.localeCompare(y)) || order.get(a) - order.get(b);
    });
  };
  const draw = () => {
    const wanted = plain(state.q);
    let count = 0;
    for (const row of sorted()) {
      row.hidden = !(texts.get(row).includes(wanted) && (!state.band || row.dataset.band === state.band));
      count += !row.hidden;
      body.append(row);
    }
    heads.forEach((head, n) => {
      if (String(n) === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    const form = shown.dataset[new Intl.PluralRules(document.documentElement.lang).select(count)] || shown.dataset.other;
    shown.textContent = form.replace("{shown}", count).replace("{total}", rows.length);
  };
  heads.forEach((head, n) => {
    if (!head.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      state.down = state.sort === String(n) && !state.down ? "1" : "";
      state.sort = String(n);
      draw(); write();
    });
  });
  q.addEventListener("input", () => { state.q = q.value; draw(); write(); });
  band.addEventListener("change", () => { state.band = band.value; draw(); write(); });
  window.addEventListener("hashchange", () => { read(); draw(); });
  read(); draw();
})();
