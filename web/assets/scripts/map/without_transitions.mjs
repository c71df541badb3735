// Stands in for d3-transition and d3-interpolate, which d3-zoom asks for (see build.mjs). It uses
// them for transitions, and ours are made in map.mjs; all it needs besides is that there are none
// to interrupt.

import { selection } from "d3-selection";

export function interrupt() {}

export function interpolateZoom() {
  throw new Error("transitions are made in map.mjs");
}

selection.prototype.interrupt = function () {
  return this;
};
