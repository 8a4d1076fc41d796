from ibm_watsonx_ai.foundation_models import ModelInference
from ibm_watsonx_ai.foundation_models.utils.enums import ModelTypes
import replicate
from databricks.sdk import WorkspaceClient

SMALL = "meta-llama/llama-3-2-3b-instruct"
GUARD = "meta-llama/llama-guard-3-11b-vision"


def watson(project):
    return ModelInference(model_id=ModelTypes.LLAMA_2_70B_CHAT, project_id=project)


def watson_granite(project):
    return ModelInference(model_id="ibm/granite-3-8b-instruct", project_id=project)


def databricks(question):
    w = WorkspaceClient()
    return w.serving_endpoints.query(name="databricks-meta-llama-3-3-70b-instruct", messages=question)


def on_replicate(prompt):
    for event in replicate.stream("meta/meta-llama-3-70b-instruct", input={"prompt": prompt}):
        yield str(event)


def code(prompt):
    return replicate.run("meta/codellama-34b-instruct:eeb928567781f4e90d2aba57a51baef235de53f907c214a4ab42adabf5bb9736", input={"prompt": prompt})
