using System.Net;
using Consumer.Tests.Hosting;
using Xunit;

namespace Consumer.Tests;

/// <summary>A file can be removed while it is written to. What is written then is gone when it is closed, so nothing may be acknowledged.</summary>
public sealed class DatabaseFileTests : BillingTest
{
    public static TheoryData<string> Losses => ["removed", "replaced", "without its log"];

    [Fact]
    public async Task The_service_is_healthy_while_its_database_can_be_written_to()
    {
        Assert.Equal(HttpStatusCode.OK, await Sender.GetAsync(ConsumerApp.HealthPath));
        Assert.Equal(1L, Billing.Ask(session => session.Scalar("SELECT count(*) FROM health")));

        Billing.Ask(session => session.Execute("CREATE TRIGGER full BEFORE UPDATE ON health BEGIN SELECT raise(FAIL, 'disk full'); END"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Sender.GetAsync(ConsumerApp.HealthPath));
    }

    [Fact]
    public async Task The_service_is_not_healthy_without_its_tables()
    {
        Billing.Ask(session => session.Execute("DROP TABLE partnero_inbox"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Sender.GetAsync(ConsumerApp.HealthPath));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task The_service_is_not_healthy_once_its_file_is(string loss)
    {
        await LoseAsync(loss);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Sender.GetAsync(ConsumerApp.HealthPath));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_delivery_is_answered_with_500_once_the_file_is(string loss)
    {
        await LoseAsync(loss);
        Assert.Equal(HttpStatusCode.InternalServerError, await Sender.SendAsync("partner.created", Payloads.Partner("lost"), minute: 1));
    }

    [Fact]
    public async Task An_unreadable_delivery_is_answered_with_500_too()
    {
        await LoseAsync("removed");
        Assert.Equal(HttpStatusCode.InternalServerError, await Sender.SendAsync("partner.created", """{"id":5}"""));
    }

    [Fact]
    public async Task A_missing_file_is_not_created_again_while_the_service_runs()
    {
        await LoseAsync("removed");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, await Sender.SendAsync("partner.created", Payloads.Partner("lost"), minute: i));
        Assert.False(File.Exists(Billing.DatabasePath));
    }

    [Fact]
    public async Task Once_the_file_is_back_deliveries_take_effect_again_and_none_twice()
    {
        await LoseAsync("moved");
        Assert.Equal(HttpStatusCode.InternalServerError, await Sender.SendAsync("partner.created", Payloads.Partner("p1"), minute: 1));
        File.Move(Billing.DatabasePath + ".away", Billing.DatabasePath);

        Assert.Equal(HttpStatusCode.OK, await Sender.GetAsync(ConsumerApp.HealthPath));
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p1"), minute: 1));
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("p2"), minute: 1));
        Assert.Single(Billing.FindApplied("partner.created", "p1"));
        Assert.Single(Billing.FindApplied("partner.created", "p2"));
        Assert.Single(Billing.FindApplied("partner.created", "before"));
    }

    private async Task LoseAsync(string loss)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let go of a file that is open.");
        Assert.Equal(HttpStatusCode.OK, await Sender.SendAsync("partner.created", Payloads.Partner("before")));
        var path = Billing.DatabasePath;
        switch (loss)
        {
            case "removed":
                foreach (var each in Directory.GetFiles(Path.GetDirectoryName(path)!))
                    File.Delete(each);
                break;
            case "replaced":
                File.Copy(path, path + ".copy");
                File.Move(path + ".copy", path, overwrite: true);
                break;
            case "without its log":
                File.Delete(path + "-wal");
                break;
            case "moved":
                File.Move(path, path + ".away");
                break;
        }
    }
}
