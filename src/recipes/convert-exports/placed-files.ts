const SETTINGS =
  /(?:^|\/)\.[^/]+$|\.(?:config|setup|stories|story)\.[^/]+$|(?:^|\/)(?:next|nuxt|vite|vitest|jest|karma|rollup|webpack|gulpfile|gruntfile)[^/]*$/i;
const PAGES =
  /(?:^|\/)(?:pages|routes)\/|(?:^|\/)app\/(?:.*\/)?(?:page|layout|route|loading|error|not-found|template|default|sitemap|robots|manifest|icon|opengraph-image|_[^/]*)\.[cm]?[jt]sx?$/;

/** Whether a file holds the settings of a tool, which name files by patterns and take nothing from them. */
export function isSettings(path: string): boolean {
  return SETTINGS.test(path);
}

/** Whether a file is of those whose default export frameworks and tools look for by their name or place. */
export function loadedByPlace(path: string): boolean {
  return isSettings(path) || PAGES.test(path);
}
