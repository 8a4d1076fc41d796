"""Drafts a letter with Amazon Bedrock."""
import boto3

MODEL_ID = "meta.llama3-3-70b-instruct-v1:0"

bedrock = boto3.client("bedrock-runtime", region_name="eu-central-1")


def draft(facts: str) -> str:
    response = bedrock.converse(
        modelId=MODEL_ID,
        messages=[{"role": "user", "content": [{"text": f"Draft a letter. Facts: {facts}"}]}],
        inferenceConfig={"maxTokens": 800, "temperature": 0.3},
    )
    return response["output"]["message"]["content"][0]["text"]
