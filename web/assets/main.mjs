// Small improvements to pages that already work without any of this.

import { CharacterCount, ErrorSummary, createAll } from "nhsuk-frontend";

import "./scripts/disputes.mjs";
import "./scripts/idle.mjs";
import "./scripts/questions.mjs";
import "./scripts/results.mjs";
import "./scripts/suggest.mjs";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
createAll(ErrorSummary);
createAll(CharacterCount);
