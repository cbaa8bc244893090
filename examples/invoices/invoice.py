"""Invoices: lines, totals, and their text for the customer."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Line:
    """One position of an invoice; the price is for one piece."""

    title: str
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        return self.quantity * self.price


@dataclass
class Invoice:
    number: str
    customer: str
    lines: list[Line] = field(default_factory=list)
    tax_rate: Decimal = Decimal("0.19")

    @property
    def net(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def tax(self) -> Decimal:
        return self.net * self.tax_rate


class InvoiceService:
    """Writes invoices as plain text."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency

    def render(self, invoice: Invoice) -> str:
        rows = [self.render_line(line) for line in invoice.lines]
        net = self.format_amount(invoice.net, self.currency)
        tax = self.format_amount(invoice.tax, self.currency)
        total = self.format_amount(invoice.net + invoice.tax, self.currency)
        head = f"Invoice {invoice.number} for {invoice.customer}"
        return "\n".join([head, *rows, f"Net {net}", f"Tax {tax}", f"Total {total}"])

    def render_line(self, line: Line) -> str:
        amount = self.format_amount(line.total, self.currency)
        return f"{line.quantity} x {line.title}: {amount}"

    def format_amount(self, amount: Decimal, currency: str) -> str:
        """An amount with two decimals and thousands apart, e.g. `1,234.50 EUR`."""
        rounded = amount.quantize(Decimal("0.01"))
        sign = "-" if rounded < 0 else ""
        return f"{sign}{abs(rounded):,.2f} {currency}"
