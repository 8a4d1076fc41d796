// expect: bindings
using LLamaSharp;
// expect: none
using System.Text;
