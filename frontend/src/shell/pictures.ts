/** A word or line of a drawing opens what the number of the same address in the table beside it opens; without one it leads to the page. */
export const installPictures = (): void => {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest(".picture a[href]");
    const address = link?.getAttribute("href");
    if (!address || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const number = [...document.querySelectorAll<HTMLAnchorElement>("a[data-count]")].find((one) => one.getAttribute("href") === address);
    if (!number) return;
    event.preventDefault();
    number.click();
  });
};
