/** The reading view: an element with `data-reading` is brought to life here. */
export {};
