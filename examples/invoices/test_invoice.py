import unittest
from decimal import Decimal

from invoice import Invoice, InvoiceService, Line


class InvoiceServiceTest(unittest.TestCase):
    def test_renders_lines_and_totals(self):
        invoice = Invoice("2026-17", "Acme", [Line("Anvil", 2, Decimal("617.25"))])
        text = InvoiceService().render(invoice)
        self.assertIn("2 x Anvil: 1,234.50 EUR", text)
        self.assertIn("Total 1,469.06 EUR", text)

    def test_writes_a_credit_with_its_sign(self):
        invoice = Invoice("2026-18", "Acme", [Line("Credit", 1, Decimal("-10"))])
        self.assertIn("Net -10.00 EUR", InvoiceService().render(invoice))


if __name__ == "__main__":
    unittest.main()
