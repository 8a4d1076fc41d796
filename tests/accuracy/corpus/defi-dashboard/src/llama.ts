import { sumTokens } from "@defillama/sdk";

const API = "https://api.llama.fi";
const YIELDS = "https://yields.llama.fi/pools";
const RPC = "https://eth.llamarpc.com";

export async function fetchLlamaTvl(protocol: string) {
  const res = await fetch(`${API}/protocol/${protocol}`);
  if (!res.ok) throw new Error("llama api is down");
  return res.json();
}
export { sumTokens, YIELDS, RPC };
