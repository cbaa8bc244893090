// Learns one factor many times. Usage: learn-in-child.ts ROOT MODEL
import { createTokenFactors } from '../../src/provenance/token-factors.ts';

const [root = '', model = ''] = process.argv.slice(2);
const factors = createTokenFactors(root);
for (let reply = 1; reply <= 30; reply++) {
  await factors.learn(model, (learnt) => (learnt === 1.5 ? 1.2 : 1.5));
}
