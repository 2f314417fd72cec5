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

  // Where the words stand in a sentence: folding may drop or add letters, so each remembers the one it comes from.
  const part = (text, wanted) => {
    let folded = "";
    const from = [];
    for (let i = 0; i < text.length; i++) for (const letter of plain(text[i])) { folded += letter; from.push(i); }
    const n = folded.indexOf(wanted);
    return n < 0 ? [0, 0] : [from[n], from[n + wanted.length - 1] + 1];
  };
  const hit = ([page, id, text, letters, lang], wanted) => {
    const [title, file, titleLang] = pages[page];
    const li = document.createElement("li");
    const quote = make("p", "", { lang });
    for (const letter of letters) quote.append(make("span", letter, { className: "letter k-" + (letter === "+" ? "plus" : letter.toLowerCase()) }), " ");
    const link = make("a", "", { href: file + "#s-" + id }), [start, end] = part(text, wanted);
    link.append(text.slice(0, start), make("mark", text.slice(start, end)), text.slice(end));
    quote.append(link);
    li.append(quote, make("p", title, { className: "where", lang: titleLang }));
    return li;
  };
  const draw = () => {
    const wanted = plain(q.value.trim());
    hits.replaceChildren();
    if (wanted.length < 2) { shown.textContent = ""; return; }
    const found = sentences.filter((_, n) => texts[n].includes(wanted));
    hits.append(...found.slice(0, MOST).map((row) => hit(row, wanted)));
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
