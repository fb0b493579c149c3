/** htmx, as this workbench uses it: no eval, no styles of its own, no page kept in the browser, and every refusal told. */
import htmx from "htmx.org";

import { showToast } from "./toasts";

export const configure = (): void => {
  Object.assign(htmx.config, {
    allowEval: false,
    allowScriptTags: false,
    includeIndicatorStyles: false,
    historyCacheSize: 0, // a page may hold an interview, and nothing of one is stored
    refreshOnHistoryMiss: true,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true }, // a form that comes back with its errors
      { code: "[45]..", swap: false, error: true },
    ],
  });
};

const token = (): string => document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";

interface RequestDetail {
  verb: string;
  headers: Record<string, string>;
}

export const addToken = (event: Event): void => {
  const { verb, headers } = (event as CustomEvent<RequestDetail>).detail;
  if (verb !== "get") headers["X-CSRFToken"] = token();
};

/** General words for a trouble stand on the toasts' region, where the server wrote them. */
const words = (trouble: "refused" | "unreachable"): string | undefined => document.querySelector<HTMLElement>("[data-toasts]")?.dataset[trouble];

const tell = (text: string | undefined): void => {
  if (text) showToast({ text, kind: "bad" });
};

/** A refusal is a notice that says what is wrong and what to do: those words are told where there are any. */
export const refusalIn = (answer: string): string => {
  const notice = new DOMParser().parseFromString(answer, "text/html").querySelector(".notice .notice-body");
  return [...(notice?.querySelectorAll("p:not(.notice-code)") ?? [])].map((line) => line.textContent?.trim()).join(" ");
};

const tellRefusal = (event: Event): void => {
  const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
  tell(refusalIn(xhr.responseText) || words("refused"));
};

export const installRequests = (): void => {
  configure();
  document.addEventListener("htmx:configRequest", addToken);
  document.addEventListener("htmx:responseError", tellRefusal);
  document.addEventListener("htmx:sendError", () => tell(words("unreachable")));
};
