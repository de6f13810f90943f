// On a wide screen the flowchart lies open; on a phone its reader opens it.
"use strict";

if (matchMedia("(min-width: 62rem)").matches)
  for (const details of document.querySelectorAll("details[data-open-wide]")) details.open = true;
