export const Page = () => (
  <Chat model="llama3" size={"big"} {...rest}>
    Powered by Llama 3
    {items.map((item) => <li key={item.id}>{item.name}</li>)}
  </Chat>
);
