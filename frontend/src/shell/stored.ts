/** Settings of this browser. Nothing of a study is ever kept here; where storing isn't allowed, a setting lasts for the page. */
const lasting = new Map<string, string>();

export const stored = (name: string): string | null => {
  try {
    return localStorage.getItem(`teema.${name}`);
  } catch {
    return lasting.get(name) ?? null;
  }
};

export const store = (name: string, value: string): void => {
  try {
    localStorage.setItem(`teema.${name}`, value);
  } catch {
    lasting.set(name, value);
  }
};
