// The floor: the same number of calls with the SDK alone, no gate, no record. Usage: bare-sdk.ts URL CALLS PROMPT_FILE
import { readFileSync } from 'node:fs';
import { Anthropic } from '@anthropic-ai/sdk';

const [url = '', calls = '1', promptFile = ''] = process.argv.slice(2);
const client = new Anthropic({ apiKey: 'bench', baseURL: url, maxRetries: 0 });
const prompt = readFileSync(promptFile, 'utf8');
const tool = {
  name: 'submit_patch',
  description: 'Submit the complete change.',
  input_schema: { type: 'object' as const, properties: {} },
};
for (let call = 0; call < Number(calls); call++) {
  const stream = client.messages.stream({
    model: 'claude-sonnet-5-5',
    max_tokens: 8000,
    messages: [{ role: 'user', content: prompt }],
    tools: [tool],
  });
  await stream.finalMessage();
}
