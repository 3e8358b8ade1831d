using ModelSync.Api.Generator;

namespace ModelSync.Api.Tests.Schema;

public sealed class ProseTests
{
    [TestCase("In steps of weight.", "in steps of weight.")]
    [TestCase("A VirtualService.", "a VirtualService.")]
    [TestCase("HTTP.", "HTTP.")]
    [TestCase("GET.", "GET.")]
    [TestCase("NVIDIA Triton.", "NVIDIA Triton.")]
    [TestCase("Open Inference Protocol v2.", "Open Inference Protocol v2.")]
    [TestCase("It may be used.", "it may be used.")]
    [TestCase("spec.paused.", "spec.paused.")]
    [TestCase("KServe's Python server.", "KServe's Python server.")]
    public void A_sentence_goes_on_after_a_colon(string sentence, string continued) => Assert.That(Prose.Continue(sentence), Is.EqualTo(continued));
}
