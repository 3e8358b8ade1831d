using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Playground.Nodes.Behaviors;
using ModelSync.Playground.Nodes.Pods;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Tests.Nodes.Behaviors;

internal sealed class BehaviorReaderTests
{
    private const string Prefix = "playground.modelsync.io/";

    [Test]
    public void Every_key_can_be_said_by_annotation()
    {
        var reading = Read(
            null,
            ("state", "hang"), ("start-delay-ms", "1"), ("ready-delay-ms", "2"), ("termination-ms", "3"), ("latency-p50-ms", "4"), ("latency-p99-ms", "5"), ("error-rate", "0.25"),
            ("answer", "42"), ("runtime", "vllm"), ("version", "9.9.9"), ("run-ms", "6"), ("exit-code", "7"), ("restarts-until-ready", "8"));
        Assert.That(reading.Problems, Is.Empty);
        Assert.That(reading.Behavior, Is.EqualTo(new PodBehavior
        {
            State = PodState.Hang,
            StartDelay = Ms(1),
            ReadyDelay = Ms(2),
            Termination = Ms(3),
            LatencyP50 = Ms(4),
            LatencyP99 = Ms(5),
            ErrorRate = 0.25,
            Answer = "42",
            Runtime = ModelRuntime.VLLM,
            Version = "9.9.9",
            Run = Ms(6),
            ExitCode = 7,
            RestartsUntilReady = 8,
        }));
        Assert.That(reading.Behavior.Serving, Is.EqualTo(new ServingBehavior { LatencyP50 = Ms(4), LatencyP99 = Ms(5), ErrorRate = 0.25, Hangs = true, Answer = "42" }));
    }

    [TestCase("state", "Broken", "ImagePullError")]
    [TestCase("state", "3", "CrashLoop")]
    [TestCase("latency-p50-ms", "fast", "86400000")]
    [TestCase("latency-p50-ms", "-1", "86400000")]
    [TestCase("run-ms", "86400001", "86400000")]
    [TestCase("error-rate", "1.5", "from 0 to 1")]
    [TestCase("error-rate", "NaN", "from 0 to 1")]
    [TestCase("exit-code", "256", "from 0 to 255")]
    [TestCase("runtime", "llama", "VLLM")]
    [TestCase("version", "one two", "such as 1.0.0")]
    [TestCase("lateny", "1", "latency-p50-ms")]
    public void What_can_not_be_read_is_told_with_key_value_and_remedy_and_changes_nothing(string key, string value, string remedy)
    {
        var reading = Read(null, (key, value));
        Assert.That(reading.Behavior, Is.EqualTo(PodBehavior.Unsaid));
        Assert.That(reading.Problems.Single(), Does.Contain(key).And.Contain(remedy).And.Contain("ignored"));
    }

    [Test]
    public void An_annotation_wins_over_the_version_and_the_version_over_the_model()
    {
        var data = StringMap.Empty
            .With("fraud", "state=NotReady\nerror-rate=0.5\nlatency-p50-ms=9\n")
            .With("fraud-2.0.0_data.3", "# slow\r\n state = Hang \r\nerror-rate=0.25")
            .With("fraud-1.0.0", "state=Pending");
        var behavior = Read(data, ("state", "Ready")).Behavior;
        Assert.That((behavior.State, behavior.ErrorRate, behavior.LatencyP50), Is.EqualTo((PodState.Ready, 0.25, Ms(9))));
        Assert.That(Read(data).Behavior.State, Is.EqualTo(PodState.Hang));
    }

    [Test]
    public void A_line_that_says_nothing_is_told_with_its_place_and_nonsense_is_bounded()
    {
        var reading = Read(StringMap.Empty.With("fraud", string.Join('\n', Enumerable.Repeat("nonsense", 1000))));
        Assert.That(reading.Problems, Has.Count.EqualTo(8).And.All.Contains("playground-behaviors").And.All.Contains("key=value"));
    }

    [TestCase("fraud:1", "fraud", "1")]
    [TestCase("registry.example:5000/a/fraud", "fraud", "latest")]
    [TestCase("a/fraud:2@sha256:00", "fraud", "2")]
    [TestCase("", "model", "latest")]
    public void An_image_names_the_model_where_nothing_else_does(string image, string model, string version)
    {
        var pod = TestPod.Make().With(spec => spec with { Containers = [new KubeletContainer { Name = "c", Image = image }] });
        Assert.That(ModelOfPod.Of(pod), Is.EqualTo(new ModelOfPod(model, version)));
    }

    [Test]
    public void Labels_win_over_the_image_and_the_environment_over_both()
    {
        var pod = TestPod.Make();
        pod = pod with { Metadata = pod.Metadata with { Labels = StringMap.Empty.With("modelsync.io/model", "labelled").With("modelsync.io/version", "1.0.0_data.2") } };
        Assert.That(ModelOfPod.Of(pod), Is.EqualTo(new ModelOfPod("labelled", "1.0.0+data.2")));
        Assert.That(ModelOfPod.Of(Fraud()), Is.EqualTo(new ModelOfPod("fraud", "2.0.0+data.3")));
    }

    [TestCase("vllm/vllm-openai:v0.10", ModelRuntime.VLLM)]
    [TestCase("lmsysorg/sglang", ModelRuntime.SGLang)]
    [TestCase("nvcr.io/nvidia/tritonserver:25.01-py3", ModelRuntime.Triton)]
    [TestCase("seldonio/mlserver:1.6", ModelRuntime.MLServer)]
    [TestCase("kserve/huggingfaceserver", ModelRuntime.KServe)]
    [TestCase("tensorflow/serving:2", ModelRuntime.TFServing)]
    [TestCase("pytorch/torchserve", ModelRuntime.TorchServe)]
    [TestCase("rayproject/ray-ml", ModelRuntime.RayServe)]
    [TestCase("acme/array-model", ModelRuntime.OIP)]
    public void Images_tell_their_runtime(string image, ModelRuntime runtime) => Assert.That(RuntimeGuess.From(image), Is.EqualTo(runtime));

    [Test]
    public void A_median_alone_moves_the_99th_percentile_along()
    {
        Assert.That(new PodBehavior { LatencyP50 = Ms(100) }.Serving.LatencyP99, Is.EqualTo(Ms(300)));
        Assert.That(new PodBehavior { LatencyP99 = Ms(1) }.Serving.LatencyP50, Is.EqualTo(Ms(1)));
    }

    [TestCase("100", "10")]
    [TestCase("0", "5")]
    [TestCase("3600001", null)]
    [TestCase(null, "86400000")]
    public void Latencies_that_no_server_can_have_are_told_and_ignored(string? median, string? p99)
    {
        (string, string)[] said = [("error-rate", "0.5"), .. median is null ? [] : new[] { ("latency-p50-ms", median) }, .. p99 is null ? [] : new[] { ("latency-p99-ms", p99) }];
        var reading = Read(null, said);
        Assert.That(reading.Problems.Single(), Does.Contain("latency-p50-ms").And.Contain("ignored").And.Contain("not possible"));
        Assert.That(reading.Behavior, Is.EqualTo(new PodBehavior { ErrorRate = 0.5 }));
        Assert.That(() => BehaviorRules.Check(reading.Behavior.Serving), Throws.Nothing);
    }

    [Test]
    public void Names_that_no_header_can_carry_become_some_that_one_can()
    {
        foreach (var name in new[] { "fraud detector", "modèle\n", new string('x', 5000) })
        {
            var container = TestPod.Make().Spec!.Containers![0] with { Env = [new() { Name = "MODEL_NAME", Value = name }, new() { Name = "MODEL_VERSION", Value = name }] };
            var (model, version) = ModelOfPod.Of(TestPod.Make().With(spec => spec with { Containers = [container] }));
            Assert.That(() => BehaviorRules.Check(new ModelServerIdentity { Pod = "default/web", Model = model, Version = version }), Throws.Nothing);
        }
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static BehaviorReading Read(StringMap? data, params (string Key, string Value)[] annotations)
    {
        var pod = Fraud();
        pod = pod with { Metadata = pod.Metadata with { Annotations = annotations.Aggregate(StringMap.Empty, (map, one) => map.With(Prefix + one.Key, one.Value)) } };
        return BehaviorReader.Read(pod, data is null ? null : new ConfigMap { Metadata = new ObjectMeta { Name = "playground-behaviors" }, Data = data });
    }

    private static KubeletPod Fraud() => TestPod.Make().With(spec => spec with
    {
        Containers = [spec.Containers![0] with { Env = [new() { Name = "MODEL_NAME", Value = "fraud" }, new() { Name = "MODEL_VERSION", Value = "2.0.0+data.3" }] }],
    });
}
