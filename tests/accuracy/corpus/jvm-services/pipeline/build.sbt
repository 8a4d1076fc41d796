name := "llama-pipeline"
libraryDependencies ++= Seq(
  "dev.langchain4j" % "langchain4j-ollama" % "0.35.0",
  "org.apache.spark" %% "spark-sql" % "3.5.2"
)
