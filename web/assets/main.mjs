// Small improvements to pages that already work without any of this.

import { CharacterCount, ErrorSummary, createAll } from "nhsuk-frontend";

import "./scripts/code.mjs";
import "./scripts/aloud.mjs";
import "./scripts/disputes.mjs";
import "./scripts/idle.mjs";
import "./scripts/offline.mjs";
import "./scripts/results.mjs";
import "./scripts/sending.mjs";
import "./scripts/share.mjs";
import "./scripts/suggest.mjs";
import "./scripts/terms.mjs";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
createAll(ErrorSummary);
createAll(CharacterCount);
