import manifest from '../../package.json' with { type: 'json' };

/** The version of the program, as the package says it. */
export const VERSION: string = manifest.version;
