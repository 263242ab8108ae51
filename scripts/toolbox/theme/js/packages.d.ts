// Packages that ship no types.

declare module "markdown-it-deflist" {
  const deflist: (markdown: import("markdown-it").default) => void;
  export default deflist;
}
