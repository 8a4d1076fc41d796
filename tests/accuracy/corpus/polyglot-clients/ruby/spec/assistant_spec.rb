RSpec.describe Assistant do
  it "talks to llama" do
    expect(described_class::MODEL).to eq("llama3.1:8b")
  end
end
