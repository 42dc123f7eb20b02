/**
 * Runs before any other script of a page. zod looks by `new Function` whether it may compile its schemas; the policy of
 * our pages forbids that, and browsers report the mere try. It is told beforehand not to.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
