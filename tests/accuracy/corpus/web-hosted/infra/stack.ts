import * as bedrock from "aws-cdk-lib/aws-bedrock";

const ids = bedrock.FoundationModelIdentifier;
export const model = bedrock.FoundationModel.fromFoundationModelId(
  this,
  "Model",
  ids.META_LLAMA_3_1_8B_INSTRUCT_V1,
);
export const judge = bedrock.FoundationModelIdentifier.META_LLAMA_3_3_70B_INSTRUCT_V1;
export const other = ids.ANTHROPIC_CLAUDE_3_HAIKU_20240307_V1_0;
