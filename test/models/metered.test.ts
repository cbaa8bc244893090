import { describe, expect, test } from 'vitest';
import type { Budget } from '../../src/domain/config.ts';
import type { ModelUsage } from '../../src/domain/ports.ts';
import { createMeter } from '../../src/models/metered.ts';
import { modelRequest } from '../support/model-requests.ts';

const SMALL = modelRequest({ system: '', messages: [{ role: 'user', text: 'x'.repeat(300) }], tool: null });

function meterOf(budget: Partial<Budget>): ReturnType<typeof createMeter> {
  return createMeter({ maxTokens: null, maxCostUsd: null, timeoutMs: null, ...budget });
}

function usage(tokensIn: number, tokensOut = 0): ModelUsage {
  return { tokensIn, tokensOut, cacheReadTokens: 0, cacheWriteTokens: 0 };
}

describe('a token limit', () => {
  test('lets a prompt through that just fits, and no more', () => {
    expect(() => meterOf({ maxTokens: 100 }).check(SMALL)).not.toThrow();
    expect(() => meterOf({ maxTokens: 99 }).check(SMALL)).toThrow(
      expect.objectContaining({ code: 'budget' }),
    );
  });

  test('counts what goes in and what comes out over all calls', () => {
    const meter = meterOf({ maxTokens: 1000 });
    meter.add(SMALL, { model: SMALL.model, usage: usage(400, 100) });
    meter.check(SMALL);
    meter.add(SMALL, { model: 'another', usage: usage(400, 1) });
    expect(() => meter.check(SMALL)).toThrow(
      expect.objectContaining({
        code: 'budget',
        message: 'The budget is used up: 901 of 1000 tokens, and the next prompt needs about 100.',
      }),
    );
  });

  test('counts the stable part of a prompt and its tool', () => {
    const whole = {
      ...SMALL,
      stable: 'y'.repeat(300),
      tool: { name: 'submit', description: '', inputSchema: {} },
    };
    const tool = Math.ceil(JSON.stringify(whole.tool).length / 3);
    expect(() => meterOf({ maxTokens: 200 + tool }).check(whole)).not.toThrow();
    expect(() => meterOf({ maxTokens: 199 + tool }).check(whole)).toThrow(
      expect.objectContaining({ code: 'budget' }),
    );
  });

  test('counts the prompt of a call whose reply was lost', () => {
    const meter = meterOf({ maxTokens: 199 });
    meter.check(SMALL);
    meter.addLost(SMALL);
    expect(() => meter.check(SMALL)).toThrow(expect.objectContaining({ code: 'budget' }));
  });
});

describe('a cost limit', () => {
  test('stops the call whose prompt alone would pass it', () => {
    const meter = meterOf({ maxCostUsd: 0.01 });
    expect(meter.add(SMALL, { model: 'claude-sonnet-5-5', usage: usage(0, 990) })).toBe(0.0099);
    expect(() => meter.check(SMALL)).toThrow(expect.objectContaining({ code: 'budget' }));
  });

  test('is refused for a model without a price', () => {
    const request = { ...SMALL, model: 'qwen3-coder' };
    expect(() => meterOf({ maxCostUsd: 1 }).check(request)).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining('qwen3-coder') }),
    );
    expect(() => meterOf({ maxTokens: 1000 }).check(request)).not.toThrow();
  });

  test('is kept by the price of the model asked for when the server answers under another name', () => {
    const meter = meterOf({ maxCostUsd: 0.01 });
    expect(meter.add(SMALL, { model: 'gateway/sonnet', usage: usage(0, 1000) })).toBeNull();
    expect(() => meter.check(SMALL)).toThrow(expect.objectContaining({ code: 'budget' }));
  });

  test('never stops the mock, which costs nothing', () => {
    const meter = meterOf({ maxCostUsd: 0.000_001 });
    const request = { ...SMALL, model: 'mock' };
    expect(meter.add(request, { model: 'mock', usage: usage(1_000_000) })).toBeNull();
    expect(() => meter.check(request)).not.toThrow();
  });
});
