package pipeline

object Summarise {
  val Endpoint = "databricks-meta-llama-3-3-70b-instruct"
  val Backup: String = sys.env.getOrElse("MODEL", "databricks-meta-llama-3-1-8b-instruct")
  // val Endpoint = "databricks-llama-2-70b-chat"

  def main(args: Array[String]): Unit = {
    println("summarising with llama")
    val df = spark.sql(
      """SELECT id, ai_query('databricks-meta-llama-3-1-70b-instruct', body) AS summary
        |FROM claims""".stripMargin)
    df.write.saveAsTable("claims.llama_summaries")
  }
}
