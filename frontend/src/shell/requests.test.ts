import htmx from "htmx.org";
import { describe, expect, it, vi } from "vitest";

import { addToken, configure, refusalIn } from "./requests";

// htmx looks for hx-on attributes by XPath as it loads, which the tests' document doesn't know.
vi.hoisted(() => {
  const nothing = { evaluate: () => ({ iterateNext: () => null }) };
  Object.assign(globalThis, { XPathEvaluator: class { createExpression = () => nothing; } });
});

const asked = (verb: string): Record<string, string> => {
  const headers: Record<string, string> = {};
  addToken(new CustomEvent("htmx:configRequest", { detail: { verb, headers } }));
  return headers;
};

describe("requests", () => {
  it("carry the token when they change something, and only then", () => {
    document.head.innerHTML = `<meta name="csrf-token" content="abc">`;
    expect(asked("post")).toEqual({ "X-CSRFToken": "abc" });
    expect(asked("delete")).toEqual({ "X-CSRFToken": "abc" });
    expect(asked("get")).toEqual({});
  });

  it("tell a refusal in its own words, without the code, where there are any", () => {
    const notice = `<div class="notice error"><div class="notice-body"><p class="notice-title">Liian suuri.</p><p>Jaa osiin.</p><p class="notice-code">B701</p></div></div>`;
    expect(refusalIn(notice)).toBe("Liian suuri. Jaa osiin.");
    expect(refusalIn("<h1>Bad gateway</h1>")).toBe("");
  });

  it("keep no page in the browser, run no script of an answer, and need no inline style", () => {
    configure();
    expect(htmx.config).toMatchObject({ historyCacheSize: 0, allowEval: false, allowScriptTags: false, includeIndicatorStyles: false });
  });
});
