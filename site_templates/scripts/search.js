// Find a sentence by any part of it. Text goes in as text, never as HTML: it comes from the pages that were audited.
(() => {
  const MOST = 200;
  const { pages, sentences } = JSON.parse(document.getElementById("index").textContent);
  const form = document.getElementById("form"), q = document.getElementById("q");
  const shown = document.getElementById("shown"), hits = document.getElementById("hits");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[\u2019\u02bc]/g, "'").toLowerCase();
  const texts = sentences.map((row) => plain(row[2]));
  const make = (name, text, attributes) => Object.assign(document.createElement(name), { textContent: text }, attributes);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());

  const hit = ([page, id, text, letters, lang]) => {
    const [title, file, titleLang] = pages[page];
    const li = document.createElement("li");
    const quote = make("p", "", { lang });
    for (const letter of letters) quote.append(make("span", letter, { className: "letter k-" + (letter === "+" ? "plus" : letter.toLowerCase()) }), " ");
    quote.append(make("a", text, { href: file + "#s-" + id }));
    li.append(quote, make("p", title, { className: "where", lang: titleLang }));
    return li;
  };
  const draw = () => {
    const wanted = plain(q.value.trim());
    hits.replaceChildren();
    if (wanted.length < 2) { shown.textContent = ""; return; }
    const found = sentences.filter((_, n) => texts[n].includes(wanted));
    hits.append(...found.slice(0, MOST).map(hit));
    const said = found.length > MOST ? "cut" : ["none", "one"][found.length] || "many";
    shown.textContent = shown.dataset[said].replace("{n}", found.length).replace("{shown}", MOST);
  };
  const read = () => { q.value = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("q") || ""; draw(); };
  q.addEventListener("input", () => {
    history.replaceState(null, "", "#?" + new URLSearchParams(q.value ? { q: q.value } : {}));
    draw();
  });
  window.addEventListener("hashchange", read);
  read();
})();
