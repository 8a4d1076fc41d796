import { MODELS } from "../lib/models";

export default function Page() {
  return (
    <main>
      <h1>Letters, answered by Llama</h1>
      <ModelPicker initial="llama-3.3-70b-versatile" options={Object.values(MODELS)} />
      <select name="model" defaultValue={"llama-3.1-8b-instant"}>
        <option value="llama-3.1-8b-instant">Fast</option>
        <option value="gpt-4o-mini">Careful</option>
      </select>
      <img src="/llama.png" alt="a llama carrying letters" />
      <footer>Built with Llama</footer>
    </main>
  );
}
