using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace ModelSync.Mutation.Tests;

/// <summary>Lets NUnit run the tests with these ids and no others.</summary>
internal sealed class ChosenTests(IEnumerable<string> ids) : TestFilter
{
    private readonly HashSet<string> _ids = new(ids, StringComparer.Ordinal);

    public override bool Match(ITest test) => _ids.Contains(test.Id);

    public override TNode AddToXml(TNode parentNode, bool recursive) => parentNode.AddElement("chosen");
}
