// The other language opens at the same sentence, search or filter.
for (const link of document.querySelectorAll(".languages a")) link.addEventListener("click", () => { link.hash = location.hash; });
