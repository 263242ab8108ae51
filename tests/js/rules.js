// What the page for proposals says of texts, for `tests/site/test_proposal_rules.py`: {rules, cases} in, findings out.

import { readFileSync } from "node:fs";
import { lettersFound, pageFound, proseFound } from "../../scripts/toolbox/theme/js/proposal/rules/page.js";
import { sentence } from "../../scripts/toolbox/theme/js/proposal/rules/words.js";

const { rules, cases } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const found = cases.map(({ path, before, after }) =>
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
process.stdout.write(JSON.stringify(found));
