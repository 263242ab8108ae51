// What the page for proposals says of texts, for `tests/site/test_proposal_rules.py`: run in a browser.

import { lettersFound, pageFound, proseFound } from "../../scripts/toolbox/theme/js/proposal/rules/page.js";
import { sentence, unescaped } from "../../scripts/toolbox/theme/js/proposal/rules/words.js";

export { unescaped };

/**
 * @param {{ path: string, before: string, after: string }[]} cases
 * @param {import("../../scripts/toolbox/theme/js/proposal/types.js").Rules} rules
 */
export const found = (cases, rules) =>
  cases.map(({ path, before, after }) =>
    (path.endsWith(".md")
      ? pageFound(path, before, after, rules)
      : [...proseFound(path, after, rules), ...lettersFound(after, 1, rules)]
    ).map((each) => ({
      path: each.page ?? path,
      line: each.line,
      code: each.code,
      words: sentence(each, rules),
    })),
  );
