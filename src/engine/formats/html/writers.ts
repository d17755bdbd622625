/** How text has to be written at a place, so that it stays in its place. */
export type Write = (text: string) => string;

const reference = (character: string): string => `&#${character.charCodeAt(0)};`;

/** Between tags. */
export const asText: Write = (text) => text.replaceAll(/[&<>]/g, reference);

/** In an attribute with any quotes or none. */
export const asAttribute: Write = (text) => text.replaceAll(/[&<>"'`=\s]/g, reference);

/** Where nothing can be escaped (comments, scripts, styles), what could break out becomes a star. */
export const asRaw: Write = (text) => text.replaceAll(/[&<>"'`\\\r\n-]/g, '*');

/** In an address. */
export const asAddress: Write = (text) => encodeURI(text);
