import Alpaca from "@alpacahq/alpaca-trade-api";
import { sonar } from "./sonar";

export const limit = { maxTokens: 128000 };
export { Alpaca, sonar };
