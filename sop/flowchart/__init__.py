"""Steps → SVG with the five symbols of PermenPAN-RB 35/2012 in the actors' columns."""

from sop.flowchart.chart import draw
from sop.flowchart.flow import Flow, FlowStep, Symbol, only_printed
from sop.flowchart.strips import Page, Strip, pages, strips

__all__ = ["Flow", "FlowStep", "Page", "Strip", "Symbol", "draw", "only_printed", "pages", "strips"]
