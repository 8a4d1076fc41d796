package chat

object Chat {
  // "llama-3.1-8b-instant" until spring
  val Model: String = sys.env.getOrElse("CHAT_MODEL", "llama-3.3-70b-versatile")
  val Stop: List[String] = List("<|eot_id|>", "<|end_of_text|>")
  val Prompt: String =
    s"""<|start_header_id|>system<|end_header_id|>
       |You are terse.<|eot_id|>""".stripMargin
  logger.info(s"model llama, stop ${Stop.size}")
  val Chatml: String = "<|im_start|>user\n"
}
