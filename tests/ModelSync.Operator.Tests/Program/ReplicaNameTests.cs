using ModelSync.Operator.Program;

namespace ModelSync.Operator.Tests.Program;

internal sealed class ReplicaNameTests
{
    private static readonly Guid Process = Guid.Parse("0123456789abcdef0123456789abcdef");

    [TestCase("modelsync-7d5f", "modelsync-7d5f_01234567")]
    [TestCase("", "_01234567")]
    public void A_replica_is_named_after_its_host_and_itself(string host, string expected) => Assert.That(ReplicaName.Of(host, Process), Is.EqualTo(expected));

    [TestCase(54)]
    [TestCase(55)]
    [TestCase(63)]
    [TestCase(253)]
    public void What_tells_processes_apart_survives_any_name_of_a_host(int length)
    {
        var name = ReplicaName.Of(new string('h', length), Process);
        Assert.That((name.Length, name[54..]), Is.EqualTo((63, "_01234567")));
    }
}
