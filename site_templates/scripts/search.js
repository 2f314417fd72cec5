// Find a sentence by its words, or parts of them. Text goes in as text, never as HTML: it comes from the pages that were audited.
(() => {
  const MOST = 200;
  const { pages, sentences } = JSON.parse(document.getElementById("index").textContent);
  const form = document.getElementById("form"), q = document.getElementById("q");
  const shown = document.getElementById("shown"), hits = document.getElementById("hits");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[\u2019\u02bc]/g, "'").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
  const texts = sentences.map((row) => plain(row[2]));
  const make = (name, text, attributes) => Object.assign(document.createElement(name), { textContent: text }, attributes);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());

  // Where the words stand in a sentence: folding may drop or add letters, so each remembers the one it comes from.
  const parts = (text, words) => {
    let folded = "";
    const from = [], over = new Set();
    for (let i = 0; i < text.length; i++) for (const letter of plain(text[i])) { folded += letter; from.push(i); }
    for (const word of words)
      for (let n = folded.indexOf(word); n >= 0; n = folded.indexOf(word, n + 1)) for (let i = n; i < n + word.length; i++) over.add(from[i]);
    return over;
  };
  const marked = (text, words) => {
    const over = parts(text, words), runs = [];
    for (let i = 0, start = 0; i < text.length; i++) {
      if (i + 1 < text.length && over.has(i) === over.has(i + 1)) continue;
      const run = text.slice(start, i + 1);
      runs.push(over.has(i) ? make("mark", run) : run);
      start = i + 1;
    }
    return runs;
  };
  const hit = ([page, id, text, letters, lang], words) => {
    const [title, file, titleLang] = pages[page];
    const li = document.createElement("li");
    const quote = make("p", "", { lang });
    for (const letter of letters) quote.append(make("span", letter, { className: "letter k-" + (letter === "+" ? "plus" : letter.toLowerCase()) }), " ");
    const link = make("a", "", { href: file + "#s-" + id });
    link.append(...marked(text, words));
    quote.append(link);
    li.append(quote, make("p", title, { className: "where", lang: titleLang }));
    return li;
  };
  // Every word must be there, in any order and as any part of a word; sentences with the words side by side come first.
  const draw = () => {
    const wanted = plain(q.value).trim().replace(/\s+/g, " "), words = wanted.split(" ");
    hits.replaceChildren();
    if (wanted.length < 2) { shown.textContent = wanted && shown.dataset.short; return; }
    const found = sentences.map((row, n) => [row, texts[n]]).filter(([, text]) => words.every((word) => text.includes(word)));
    found.sort((a, b) => b[1].includes(wanted) - a[1].includes(wanted));
    hits.append(...found.slice(0, MOST).map(([row]) => hit(row, words)));
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
