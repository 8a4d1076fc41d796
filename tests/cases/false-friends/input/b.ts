import { sumTokens } from "@defillama/sdk";
import { Orca } from "@orca-so/whirlpools";
