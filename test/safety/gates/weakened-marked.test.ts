import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();

const RUBY = `describe Till do
  let(:till) { described_class.new }

  it 'pays' do
    bill = till.pay(3)
    expect(bill.coins).to eq([2, 1])
    expect(bill.state).to eq('paid')
  end

  context 'when empty' do
    it { is_expected.to be_empty }
  end

  def check(bill)
    expect(bill).to be_open
  end
end
`;
const MINITEST = `class TillTest < Minitest::Test
  def test_pays
    bill = Till.new.pay(3)
    assert_equal [2, 1], bill.coins
    bill.state.must_equal 'paid'
  end
end
`;
const JAVA = `class TillTest {
  @Test
  void pays() {
    Bill bill = new Till().pay(3);
    assertEquals(List.of(2, 1), bill.coins());
    assertThat(bill.state()).isEqualTo("paid");
  }

  @Test
  void opens() {
    assertTrue(new Till().isOpen());
  }
}
`;
const PHP = `<?php
class TillTest extends TestCase
{
    public function testPays(): void
    {
        $bill = (new Till())->pay(3);
        $this->assertSame([2, 1], $bill->coins);
        self::assertSame('paid', $bill->state);
    }

    /** @test */
    public function opens(): void
    {
        $this->assertTrue((new Till())->isOpen());
    }
}
`;
const RUST = `#[test]
fn pays() {
    let bill = Till::new().pay(3);
    assert_eq!(bill.coins, vec![2, 1]);
    assert!(bill.is_paid(), "paid");
}

#[tokio::test]
async fn opens() {
    assert_eq!(Till::new().open().await, Ok(1));
}
`;
const SHARP = `class TillTests
{
    [Fact]
    public void Pays()
    {
        var bill = new Till().Pay(3);
        Assert.Equal(2, bill.Coins);
        bill.State.Should().Be("paid");
    }

    [Theory]
    [InlineData(1)]
    public void Opens(int n)
    {
        Assert.True(new Till().Open(n));
    }
}
`;
const FILES: Readonly<Record<string, string>> = {
  'spec/till_spec.rb': RUBY,
  'test/till_test.rb': MINITEST,
  'src/test/java/TillTest.java': JAVA,
  'tests/TillTest.php': PHP,
  'tests/till.rs': RUST,
  'TillTests.cs': SHARP,
};

async function isRefused(path: string, from: string, to: string): Promise<boolean> {
  const before = FILES[path] ?? '';
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing changes in ${path} by ${from}`);
  const { passed } = await judgeBy(GATE, { [path]: [before, after] }, 'Fix the bug');
  return !passed;
}

describe('tests are weakened', () => {
  test.each([
    ['spec/till_spec.rb', "  it 'pays'", "  xit 'pays'"],
    ['spec/till_spec.rb', "it 'pays' do", "it 'pays', :skip do"],
    ['spec/till_spec.rb', "it 'pays' do", "it 'pays', skip: 'later' do"],
    ['spec/till_spec.rb', "  it 'pays'", "  fit 'pays'"],
    ['spec/till_spec.rb', '    bill = till', "    pending 'later'\n    bill = till"],
    ['spec/till_spec.rb', "context 'when", "xcontext 'when"],
    ['spec/till_spec.rb', "    expect(bill.state).to eq('paid')\n", ''],
    ['spec/till_spec.rb', "to eq('paid')", 'to be_truthy'],
    ['spec/till_spec.rb', "expect(bill.state).to eq('paid')", 'expect(bill.state).to eq(bill.state)'],
    [
      'spec/till_spec.rb',
      "    expect(bill.state).to eq('paid')\n",
      "    begin\n      expect(bill.state).to eq('paid')\n    rescue RSpec::Expectations::ExpectationNotMetError\n    end\n",
    ],
    ['test/till_test.rb', 'def test_pays', 'def pays'],
    ['test/till_test.rb', '    bill = Till', "    skip 'later'\n    bill = Till"],
    ['test/till_test.rb', "    bill.state.must_equal 'paid'\n", ''],
    ['test/till_test.rb', 'assert_equal [2, 1], bill.coins', 'refute_nil bill.coins'],
    ['src/test/java/TillTest.java', '  @Test\n  void pays', '  @Disabled\n  @Test\n  void pays'],
    [
      'src/test/java/TillTest.java',
      '  @Test\n  void p',
      '  @org.junit.jupiter.api.Disabled\n  @Test\n  void p',
    ],
    ['TillTests.cs', '[Fact]', '[Xunit.Fact(Skip = "later")]'],
    ['src/test/java/TillTest.java', 'class TillTest', '@Ignore("later")\nclass TillTest'],
    ['src/test/java/TillTest.java', '  @Test\n  void pays', '  void pays'],
    ['src/test/java/TillTest.java', '    assertEquals(List.of(2, 1), bill.coins());\n', ''],
    [
      'src/test/java/TillTest.java',
      'assertEquals(List.of(2, 1), bill.coins())',
      'assertNotNull(bill.coins())',
    ],
    ['src/test/java/TillTest.java', '.isEqualTo("paid")', '.isNotNull()'],
    ['src/test/java/TillTest.java', '    Bill bill', '    if (true) return;\n    return;\n    Bill bill'],
    [
      'src/test/java/TillTest.java',
      '    assertTrue(new Till().isOpen());',
      '    try {\n      assertTrue(new Till().isOpen());\n    } catch (Throwable e) {\n    }',
    ],
    ['tests/TillTest.php', 'function testPays', 'function pays'],
    ['tests/TillTest.php', '/** @test */', '/** checks */'],
    ['tests/TillTest.php', '        $bill =', "        $this->markTestSkipped('later');\n        $bill ="],
    ['tests/TillTest.php', "        self::assertSame('paid', $bill->state);\n", ''],
    ['tests/TillTest.php', "self::assertSame('paid', $bill->state)", 'self::assertNotNull($bill->state)'],
    ['tests/till.rs', '#[test]\n', '#[test]\n#[ignore]\n'],
    ['tests/till.rs', '#[tokio::test]\n', ''],
    ['tests/till.rs', '    assert_eq!(bill.coins, vec![2, 1]);\n', ''],
    [
      'tests/till.rs',
      'assert_eq!(Till::new().open().await, Ok(1))',
      'assert!(Till::new().open().await.is_ok())',
    ],
    ['test/till_test.rb', '    bill = Till', '    return\n    bill = Till'],
    ['src/test/java/TillTest.java', '    Bill bill', '    return;\n    Bill bill'],
    ['src/test/java/TillTest.java', '    Bill bill', '    Assumptions.abort("later");\n    Bill bill'],
    ['tests/till.rs', '    let bill', '    return;\n    let bill'],
    ['TillTests.cs', '        var bill', '        Assert.Ignore("later");\n        var bill'],
    ['TillTests.cs', '        Assert.True', '        Assert.Ignore("later");\n        Assert.True'],
    [
      'tests/TillTest.php',
      '        $this->assertTrue((new Till())->isOpen());',
      '        try {\n            $this->assertTrue((new Till())->isOpen());\n        } catch (\\Throwable $error) {\n        }',
    ],
    [
      'TillTests.cs',
      '        Assert.True(new Till().Open(n));',
      '        try {\n            Assert.True(new Till().Open(n));\n        } catch (Exception) {\n        }',
    ],
    ['TillTests.cs', '[Fact]', '[Fact(Skip = "later")]'],
    ['TillTests.cs', '        Assert.Equal(2, bill.Coins);\n', ''],
    ['TillTests.cs', 'Assert.Equal(2, bill.Coins)', 'Assert.NotNull(bill.Coins)'],
    ['TillTests.cs', '        bill.State.Should().Be("paid");\n', ''],
  ])('in %s by %j → %j', async (path, from, to) => {
    expect(await isRefused(path, from, to)).toBe(true);
  });
});

describe('tests are not weakened', () => {
  test('by a skip of each, where what sets them up skipped all', async () => {
    const skip = "    skip 'later'\n";
    const all = MINITEST.replace('  def test', `  def setup\n${skip}  end\n\n  def test`);
    const each = MINITEST.replace('def test_pays\n', `def test_pays\n${skip}`);
    const isPassed = async (before: string, after: string): Promise<boolean> =>
      (await judgeBy(GATE, { 'test/till_test.rb': [before, after] }, 'Tidy up')).passed;
    expect(await isPassed(all, each)).toBe(true);
    expect(await isPassed(MINITEST, all)).toBe(false);
  });

  test('by the newer name of an assertion about a type', async () => {
    const line = '$this->assertSame([2, 1], $bill->coins);';
    const [old, now] = [
      "$this->assertInternalType('array', $bill->coins);",
      '$this->assertIsArray($bill->coins);',
    ];
    const sides = [PHP.replace(line, old), PHP.replace(line, now)] as const;
    expect((await judgeBy(GATE, { 'tests/TillTest.php': sides }, 'Fix it')).passed).toBe(true);
  });

  test.each([
    ['test/till_test.rb', 'assert_equal [2, 1], bill.coins', 'assert_operator bill.coins, :>=, [0]'],
    ['spec/till_spec.rb', "to eq('paid')", "to be >= 'a'"],
    ['tests/TillTest.php', "assertSame('paid', $bill->state)", "assertGreaterThan('a', $bill->state)"],
  ])('for certain in %s by a range: %j → %j', async (path, from, to) => {
    const before = FILES[path] ?? '';
    const verdict = await judgeBy(GATE, { [path]: [before, before.replace(from, to)] }, 'Fix the bug');
    expect(verdict).toMatchObject({ passed: true, doubts: [{ path }] });
  });

  test('beside a source that they are named after in other words', async () => {
    const files = {
      'lib/pay_tills.rb': ['a = 1\n', 'a = 2\n'],
      'test/paytill_test.rb': [MINITEST, MINITEST.replace("    bill.state.must_equal 'paid'\n", '')],
    } as const;
    expect(await judgeBy(GATE, files, 'Fix it')).toMatchObject({ passed: true, doubts: [{ line: 1 }] });
  });

  test.each([
    ['spec/till_spec.rb', "it 'pays'", "it 'pays at once'"],
    ['spec/till_spec.rb', "expect(bill.state).to eq('paid')", "expect(bill.state).to be('paid')"],
    ['spec/till_spec.rb', '    bill = till', "    skip 'no tills' if RUBY_VERSION < '3'\n    bill = till"],
    ['spec/till_spec.rb', "  it 'pays'", "  xit 'waits' do\n    expect(1).to eq(2)\n  end\n\n  it 'pays'"],
    ['test/till_test.rb', "bill.state.must_equal 'paid'", "assert_equal 'paid', bill.state"],
    [
      'src/test/java/TillTest.java',
      '  @Test\n  void opens',
      '  @DisabledOnOs(WINDOWS)\n  @Test\n  void opens',
    ],
    [
      'src/test/java/TillTest.java',
      'assertThat(bill.state()).isEqualTo("paid")',
      'assertEquals("paid", bill.state())',
    ],
    ['src/test/java/TillTest.java', 'void pays', 'void paysAtOnce'],
    ['src/test/java/TillTest.java', '  @Test\n  void pays', '  @org.junit.jupiter.api.Test\n  void pays'],
    ['tests/TillTest.php', '    /** @test */', '    #[Test]'],
    [
      'tests/TillTest.php',
      '        $bill =',
      "        if (!$ok) {\n            $this->markTestSkipped('no');\n        }\n        $bill =",
    ],
    ['tests/till.rs', '#[tokio::test]', '#[tokio::test(flavor = "multi_thread")]'],
    ['tests/till.rs', 'assert!(bill.is_paid(), "paid")', 'assert!(bill.is_paid())'],
    ['TillTests.cs', 'Assert.Equal(2, bill.Coins)', 'bill.Coins.Should().Be(2)'],
    ['spec/till_spec.rb', "context 'when empty'", 'xtimes(2)'],
    [
      'src/test/java/TillTest.java',
      '    assertTrue(new Till().isOpen());',
      '    try {\n      assertTrue(new Till().isOpen());\n    } catch (Throwable error) {\n      throw new Till.Broken(error);\n    }',
    ],
  ])('in %s by %j → %j', async (path, from, to) => {
    expect(await isRefused(path, from, to)).toBe(false);
  });
});

describe('a line of a test that goes', () => {
  test.each([
    ['spec/till_spec.rb', '    bill = till', '    check_coins(bill)\n', true],
    ['spec/till_spec.rb', '    bill = till', '    coins = check_coins(bill)\n', false],
    ['spec/till_spec.rb', "  it 'pays'", "  it 'waits'\n", false],
    ['src/test/java/TillTest.java', '    Bill bill', '    checkCoins(this);\n', true],
    ['src/test/java/TillTest.java', '    Bill bill', '    int coins = checkCoins(this);\n', false],
    ['tests/TillTest.php', '        $bill =', "        assertSame('open', state());\n", true],
    [
      'tests/TillTest.php',
      'class TillTest',
      'function testOpens()\n{\n    assertSame(1, open());\n}\n\n',
      true,
    ],
    ['tests/till.rs', '    let bill', '    check_coins(3);\n', true],
    ['tests/till.rs', '    let bill', '    let coins = check_coins(3);\n', false],
  ])('in %s before %j: %j asserts something: %j', async (path, next, line, isAsserting) => {
    const after = FILES[path] ?? '';
    const before = after.replace(next, `${line}${next}`);
    const verdict = await judgeBy(GATE, { [path]: [before, after] }, 'Fix the bug');
    expect(verdict.passed).toBe(!isAsserting);
  });
});

test('a title without a block is no test', async () => {
  const after = RUBY.replace(/it 'pays' do\n[^]*?\n  end\n/, "it 'pays'\n");
  const { diagnostics } = await judgeBy(GATE, { 'spec/till_spec.rb': [RUBY, after] }, 'Fix the bug');
  expect(diagnostics.map(({ message }) => message)).toContain('Of 2 tests 1 are left (pays). Keep them all.');
});

test('is named by what surrounds it and its title', async () => {
  const after = RUBY.replaceAll(/    expect\(bill\..*\n/g, '');
  const { summary } = await judgeBy(GATE, { 'spec/till_spec.rb': [RUBY, after] }, 'Fix the bug');
  expect(summary).toContain('`Till > pays`');
});

test.each([
  ['@AfterEach', 1],
  ['', 0],
])('a function of Java with the mark %j is called by what reads it', async (mark, count) => {
  const hook = `  ${mark}\n  void closes() {\n    assertFalse(till.isOpen());\n  }\n`;
  const before = JAVA.replace('  @Test', `${hook}\n  @Test`);
  const { doubts = [] } = await judgeBy(GATE, { 'src/test/java/TillTest.java': [before, JAVA] }, 'Fix it');
  expect(doubts).toHaveLength(count);
});
