"""Pictures of what the articles tell: a toll over time, and a timeline. Data in, bytes out."""

from facts.plot.canvas import FORMS, Form
from facts.plot.days import timeline_picture
from facts.plot.toll import toll_chart

__all__ = ["FORMS", "Form", "timeline_picture", "toll_chart"]
