import htmx from "htmx.org";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { installBeside } from "./beside";

// htmx looks for hx-on attributes by XPath as it loads, which the tests' document doesn't know.
vi.hoisted(() => {
  const nothing = { evaluate: () => ({ iterateNext: () => null }) };
  Object.assign(globalThis, { XPathEvaluator: class { createExpression = () => nothing; } });
});

const number = (): HTMLAnchorElement => document.querySelector<HTMLAnchorElement>("#n1")!;
const beside = (): HTMLElement => document.getElementById("beside")!;
const click = async (target: Element, more: MouseEventInit = {}): Promise<MouseEvent> => {
  const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  await Promise.resolve().then(() => undefined).then(() => undefined);
  return event;
};
const wide = (is: boolean): void => {
  vi.spyOn(window, "matchMedia").mockReturnValue({ matches: is } as MediaQueryList);
};

describe("a number's segments beside the table", () => {
  beforeAll(installBeside);
  beforeEach(() => {
    wide(true);
    history.replaceState(null, "", "/tables/?unit=segments");
    vi.spyOn(htmx, "ajax").mockResolvedValue(undefined);
    document.body.innerHTML = `<td><a id="n1" href="/segments/?by=x" data-count="3">3</a></td>
      <aside id="beside" tabindex="-1" hidden><a data-beside-page href="#"></a><button data-beside-close></button><div id="beside-content"></div></aside>`;
  });

  it("open on a click, with the number marked and named in the address", async () => {
    const event = await click(number());
    expect(event.defaultPrevented).toBe(true);
    expect(beside().hidden).toBe(false);
    expect(number().getAttribute("aria-expanded")).toBe("true");
    expect(location.hash).toBe("#n1");
    expect(document.activeElement).toBe(beside());
  });

  it("close with Escape, and give the focus back to the number", async () => {
    await click(number());
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(beside().hidden).toBe(true);
    expect(number().hasAttribute("aria-expanded")).toBe(false);
    expect(location.search + location.hash).toBe("?unit=segments");
    expect(document.activeElement).toBe(number());
  });

  it("lead to their page on a narrow screen, and where a new tab is asked for", async () => {
    expect((await click(number(), { ctrlKey: true })).defaultPrevented).toBe(false);
    wide(false);
    document.addEventListener("click", (event) => event.preventDefault(), { once: true });
    await click(number());
    expect(beside().hidden).toBe(true);
    expect(location.hash).toBe("#n1");
  });

  it("are marked on the number that was opened last", async () => {
    number().parentElement!.insertAdjacentHTML("beforeend", `<a id="n2" href="/segments/?by=y" data-count="1">1</a>`);
    await click(number());
    await click(document.querySelector("#n2")!);
    expect([...document.querySelectorAll("[aria-expanded]")].map((one) => one.id)).toEqual(["n2"]);
  });
});
