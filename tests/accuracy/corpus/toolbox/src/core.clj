(ns chat.core (:require [clj-http.client :as http]))
;; llama3
(def model (or (System/getenv "MODEL") "meta-llama/llama-3.1-8b-instruct"))
(println "asking llama")
