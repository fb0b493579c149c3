// Opens the words behind a number or a sentence in the panel beside the page. The data is parsed when first needed.
"use strict";
(() => {
  const panel = document.getElementById("panel");
  const list = document.getElementById("panel-list");
  const title = document.getElementById("panel-title");
  const count = document.getElementById("panel-count");
  const PAGE = 40;
  let opener = null, waiting = [], parsed = null;

  const data = () => (parsed ??= JSON.parse(document.getElementById("evidence").textContent));

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const article = (place) => {
    const [id, where, text, start, end, means] = data().segments[place];
    const letters = Array.from(data().texts[text]);   // positions count code points
    const part = (from, to) => letters.slice(from, to).join("");
    const made = element("article");
    made.id = "segment-" + id;
    const head = element("p", "where", data().where[where]);
    const link = element("a", "", "#");
    link.href = "#segment-" + encodeURIComponent(id);
    link.setAttribute("aria-label", panel.dataset.address);
    head.append(link);
    const words = element("p", "words");
    words.append(element("span", "context", part(0, start)), element("mark", "", part(start, end)), element("span", "context", part(end)));
    made.append(head, words);
    if (data().means[means]) made.append(element("p", "", data().means[means]));
    return made;
  };

  const more = () => {
    const first = list.childElementCount;
    list.append(...waiting.splice(0, PAGE).map(article));
    if (!waiting.length) return;
    const button = element("button", "plain-button", panel.dataset.more);
    button.type = "button";
    button.addEventListener("click", () => {
      button.remove();
      more();
      const next = list.children[first + PAGE];
      if (next) { next.tabIndex = -1; next.focus(); }
    });
    list.append(button);
  };

  const open = (places, words, from) => {
    if (opener) opener.removeAttribute("aria-expanded");
    opener = from;
    if (opener) opener.setAttribute("aria-expanded", "true");
    title.textContent = words || panel.dataset.title;
    const told = from && from.dataset.told;
    count.textContent = told ? told : places.length === 1 ? panel.dataset.one : panel.dataset.count.replace("{count}", places.length);
    waiting = places.slice();
    list.replaceChildren();
    panel.hidden = false;
    more();
    list.scrollTop = 0;
    title.focus({ preventScroll: true });
    if (from) from.scrollIntoView({ block: matchMedia("(max-width: 759px)").matches ? "start" : "nearest" });
  };

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    if (!opener) return;
    opener.removeAttribute("aria-expanded");
    opener.focus({ preventScroll: true });
    opener = null;
  };

  const followAddress = () => {
    const wanted = location.hash.replace(/^#segment-/, "");
    if (wanted === location.hash) return;
    const place = data().segments.findIndex((segment) => segment[0] === decodeURIComponent(wanted));
    if (place >= 0) open([place], "", opener);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".e");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.dataset.s.split(" ").map(Number), link.textContent, link);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.getElementById("panel-close").addEventListener("click", close);
  addEventListener("hashchange", followAddress);
  followAddress();
})();
