// Where a file stands, seen from another.

/** @param {string} path */
export function folderOf(path) {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

/**
 * 'content/a/../b.md' → 'content/b.md'.
 * @param {string} path
 */
export function straight(path) {
  /** @type {string[]} */
  const parts = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") {
      parts.pop();
    } else if (part && part !== ".") {
      parts.push(part);
    }
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/") || ".";
}

/**
 * The file that `target` in the text of file `page` is.
 * @param {string} page
 * @param {string} target
 */
export function targetOf(page, target) {
  const folder = folderOf(page);
  return straight(target.startsWith("/") || !folder ? target : `${folder}/${target}`);
}

/**
 * How `path` is called in a file in `folder`.
 * @param {string} path
 * @param {string} folder
 */
export function relative(path, folder) {
  const to = path.split("/");
  const from = folder ? folder.split("/") : [];
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) {
    same += 1;
  }
  return [...Array(from.length - same).fill(".."), ...to.slice(same)].join("/");
}
