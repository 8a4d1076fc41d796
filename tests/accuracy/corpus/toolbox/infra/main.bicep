// meta.llama3-8b-instruct-v1:0 has no place here
@description('Name of the llama deployment')
param deploymentName string = 'chat'
param modelName string = 'Meta-Llama-3.1-8B-Instruct'
param otherModel string = 'gpt-4o-mini'

/*
  modelName: 'Llama-3.3-70B-Instruct'
*/
var endpoints = {
  scout: 'Llama-4-Scout-17B-16E-Instruct'
  phi: 'Phi-4'
}
resource dep 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
  name: deploymentName
  properties: {
    model: {
      format: 'Meta'
      name: modelName
      version: '1'
    }
  }
}
output note string = 'llama is at ${deploymentName}'
